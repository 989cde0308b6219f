"""Each equation in symbols. Written by ``python -m hipmech.derivation``: change the equations, not this file."""

FORMULAS: dict[str, tuple[str, str]] = {
    'abductor_arm': (
        '\\frac{- «origin_lateral» \\cdot «insertion_up» + «origin_up» \\cdot «insertion_lateral»}{«abductor_length»}',
        '(-«origin_lateral»*«insertion_up» + «origin_up»*«insertion_lateral»)/«abductor_length»',
    ),
    'abductor_capacity': (
        '«capacity_per_mass» \\cdot «body_mass» \\cdot «abductor_strength» \\cdot «muscle_strength» \\cdot «lever_gain» \\cdot «length_gain»',
        '«capacity_per_mass»*«body_mass»*«abductor_strength»*«muscle_strength»*«lever_gain»*«length_gain»',
    ),
    'abductor_force': (
        '\\frac{«abductor_moment»}{«abductor_arm»}',
        '«abductor_moment»/«abductor_arm»',
    ),
    'abductor_force_bw': (
        '\\frac{«abductor_force»}{«body_weight»}',
        '«abductor_force»/«body_weight»',
    ),
    'abductor_length': (
        '\\sqrt{\\left(- «origin_lateral» + «insertion_lateral»\\right)^{2} + \\left(«origin_up» - «insertion_up»\\right)^{2}}',
        'sqrt((-«origin_lateral» + «insertion_lateral»)**2 + («origin_up» - «insertion_up»)**2)',
    ),
    'abductor_length_change': (
        '\\frac{«abductor_length»}{«reference_abductor_length»} - 1',
        '«abductor_length»/«reference_abductor_length» - 1',
    ),
    'abductor_line_angle': (
        '\\operatorname{atan2}{\\left(- «origin_lateral» + «insertion_lateral»,«origin_up» - «insertion_up» \\right)}',
        'atan2(-«origin_lateral» + «insertion_lateral», «origin_up» - «insertion_up»)',
    ),
    'abductor_moment_arm': (
        '\\frac{«abductor_moment»}{«body_weight»}',
        '«abductor_moment»/«body_weight»',
    ),
    'abductor_stretch': (
        '\\frac{«abductor_length» - «reference_abductor_length»}{«reference_abductor_arm»}',
        '(«abductor_length» - «reference_abductor_length»)/«reference_abductor_arm»',
    ),
    'balancing_mass': (
        '«supported_mass» + «carried_mass» + «leg_mass» \\cdot \\left(- \\frac{«leg_com_depth»}{«hip_height»} + 1\\right)',
        '«supported_mass» + «carried_mass» + «leg_mass»*(-«leg_com_depth»/«hip_height» + 1)',
    ),
    'balancing_weight': (
        '«load_factor» \\cdot «gravity» \\cdot «balancing_mass» - «cane_force»',
        '«load_factor»*«gravity»*«balancing_mass» - «cane_force»',
    ),
    'bell_length_gain': (
        'e^{- \\frac{\\left(«abductor_length» - «reference_abductor_length»\\right)^{2}}{«fibre_length»^{2} \\cdot «force_length_width»}}',
        'exp(-(«abductor_length» - «reference_abductor_length»)**2/(«fibre_length»**2*«force_length_width»))',
    ),
    'body_weight': (
        '«body_mass» \\cdot «gravity»',
        '«body_mass»*«gravity»',
    ),
    'body_weight_arm': (
        '\\frac{«gravity_moment»}{«supported_weight»}',
        '«gravity_moment»/«supported_weight»',
    ),
    'contralateral_cane_arm': (
        '«half_hip_distance» \\cdot \\cos{\\left(«pelvic_drop» \\right)} + «cane_distance»',
        '«half_hip_distance»*cos(«pelvic_drop») + «cane_distance»',
    ),
    'contralateral_carried_arm': (
        '«half_hip_distance» \\cdot \\cos{\\left(«pelvic_drop» \\right)} + «load_distance»',
        '«half_hip_distance»*cos(«pelvic_drop») + «load_distance»',
    ),
    'contralateral_counter_shift': (
        '\\frac{«counter_lean» \\cdot «carried_mass» \\cdot «load_distance»}{«trunk_mass»}',
        '«counter_lean»*«carried_mass»*«load_distance»/«trunk_mass»',
    ),
    'femoral_offset': (
        '«neck_length» \\cdot \\sin{\\left(«neck_shaft_angle» \\right)}',
        '«neck_length»*sin(«neck_shaft_angle»)',
    ),
    'following_trunk_sine': (
        '\\frac{«counter_shift»}{«trunk_com_length»} + \\sin{\\left(«trunk_lean» - «pelvic_drop» \\right)}',
        '«counter_shift»/«trunk_com_length» + sin(«trunk_lean» - «pelvic_drop»)',
    ),
    'foot_arm': (
        '«standing_foot_arm» - «foot_shift»',
        '«standing_foot_arm» - «foot_shift»',
    ),
    'given_trunk_arm': (
        '«lumbosacral_arm» - «trunk_com_length» \\cdot «given_trunk_sine»',
        '«lumbosacral_arm» - «trunk_com_length»*«given_trunk_sine»',
    ),
    'gravity_moment': (
        '«standing_moment» - «trunk_transfer» + «cane_force» \\cdot «cane_arm»',
        '«standing_moment» - «trunk_transfer» + «cane_force»*«cane_arm»',
    ),
    'half_hip_distance': (
        '\\frac{«inter_hip_distance»}{2}',
        '«inter_hip_distance»/2',
    ),
    'head_tip_lateral': (
        '«femoral_offset» + «trochanter_lateral»',
        '«femoral_offset» + «trochanter_lateral»',
    ),
    'head_tip_up': (
        '«trochanter_rise» + «neck_length» \\cdot \\left(\\cos{\\left(«neck_shaft_angle» \\right)} - \\cos{\\left(«reference_neck_shaft_angle» \\right)}\\right)',
        '«trochanter_rise» + «neck_length»*(cos(«neck_shaft_angle») - cos(«reference_neck_shaft_angle»))',
    ),
    'hip_adduction': (
        '«thigh_inclination» + «pelvic_drop»',
        '«thigh_inclination» + «pelvic_drop»',
    ),
    'hip_height': (
        '«hip_height_ratio» \\cdot «stature»',
        '«hip_height_ratio»*«stature»',
    ),
    'insertion_lateral': (
        '«tip_lateral» \\cdot \\cos{\\left(«thigh_inclination» \\right)} + «tip_up» \\cdot \\sin{\\left(«thigh_inclination» \\right)}',
        '«tip_lateral»*cos(«thigh_inclination») + «tip_up»*sin(«thigh_inclination»)',
    ),
    'insertion_up': (
        '- «tip_lateral» \\cdot \\sin{\\left(«thigh_inclination» \\right)} + «tip_up» \\cdot \\cos{\\left(«thigh_inclination» \\right)}',
        '-«tip_lateral»*sin(«thigh_inclination») + «tip_up»*cos(«thigh_inclination»)',
    ),
    'ipsilateral_cane_arm': (
        '«half_hip_distance» \\cdot \\cos{\\left(«pelvic_drop» \\right)} - «cane_distance»',
        '«half_hip_distance»*cos(«pelvic_drop») - «cane_distance»',
    ),
    'ipsilateral_carried_arm': (
        '«half_hip_distance» \\cdot \\cos{\\left(«pelvic_drop» \\right)} - «load_distance»',
        '«half_hip_distance»*cos(«pelvic_drop») - «load_distance»',
    ),
    'ipsilateral_counter_shift': (
        '- \\frac{«counter_lean» \\cdot «carried_mass» \\cdot «load_distance»}{«trunk_mass»}',
        '-«counter_lean»*«carried_mass»*«load_distance»/«trunk_mass»',
    ),
    'joint_reaction': (
        '\\sqrt{«joint_reaction_lateral»^{2} + «joint_reaction_up»^{2}}',
        'sqrt(«joint_reaction_lateral»**2 + «joint_reaction_up»**2)',
    ),
    'joint_reaction_angle': (
        '\\operatorname{atan2}{\\left(«joint_reaction_lateral»,- «joint_reaction_up» \\right)}',
        'atan2(«joint_reaction_lateral», -«joint_reaction_up»)',
    ),
    'joint_reaction_angle_femur': (
        '«joint_reaction_angle» + «thigh_inclination»',
        '«joint_reaction_angle» + «thigh_inclination»',
    ),
    'joint_reaction_bw': (
        '\\frac{«joint_reaction»}{«body_weight»}',
        '«joint_reaction»/«body_weight»',
    ),
    'joint_reaction_lateral': (
        '«abductor_force» \\cdot \\sin{\\left(«abductor_line_angle» \\right)} - «lateral_acceleration» \\cdot \\left(«supported_mass» + «carried_mass»\\right)',
        '«abductor_force»*sin(«abductor_line_angle») - «lateral_acceleration»*(«supported_mass» + «carried_mass»)',
    ),
    'joint_reaction_up': (
        '- «supported_weight» - «abductor_force» \\cdot \\cos{\\left(«abductor_line_angle» \\right)} + «cane_force»',
        '-«supported_weight» - «abductor_force»*cos(«abductor_line_angle») + «cane_force»',
    ),
    'leg_com_depth': (
        '«leg_com_ratio» \\cdot «leg_length»',
        '«leg_com_ratio»*«leg_length»',
    ),
    'leg_inertia': (
        '«leg_mass» \\cdot «leg_gyration_ratio»^{2} \\cdot «leg_length»^{2}',
        '«leg_mass»*«leg_gyration_ratio»**2*«leg_length»**2',
    ),
    'leg_length': (
        '«stature» \\cdot \\left(«hip_height_ratio» - «ankle_height_ratio»\\right)',
        '«stature»*(«hip_height_ratio» - «ankle_height_ratio»)',
    ),
    'leg_mass': (
        '«leg_share» \\cdot «body_mass»',
        '«leg_share»*«body_mass»',
    ),
    'lever_gain': (
        '\\max\\left(0, \\frac{«abductor_arm»}{«reference_abductor_arm»}\\right)',
        'max(0, «abductor_arm»/«reference_abductor_arm»)',
    ),
    'lever_moment': (
        '«supported_weight» \\cdot «body_weight_arm»',
        '«supported_weight»*«body_weight_arm»',
    ),
    'lever_supported_weight': (
        '«supported_weight_bw» \\cdot «body_weight»',
        '«supported_weight_bw»*«body_weight»',
    ),
    'linear_length_gain': (
        '\\max\\left(0, «stretch_gain» \\cdot «abductor_stretch» + 1\\right)',
        'max(0, «stretch_gain»*«abductor_stretch» + 1)',
    ),
    'lumbosacral_arm': (
        '«half_hip_distance» \\cdot \\cos{\\left(«pelvic_drop» \\right)} + «lumbosacral_height» \\cdot \\sin{\\left(«pelvic_drop» \\right)}',
        '«half_hip_distance»*cos(«pelvic_drop») + «lumbosacral_height»*sin(«pelvic_drop»)',
    ),
    'lumbosacral_height': (
        '«lumbosacral_ratio» \\cdot «stature»',
        '«lumbosacral_ratio»*«stature»',
    ),
    'muscle_strength': (
        '- «gluteal_share» \\cdot \\left(1 - «gluteal_strength»\\right) - «tfl_share» \\cdot \\left(1 - «tfl_strength»\\right) + 1',
        '-«gluteal_share»*(1 - «gluteal_strength») - «tfl_share»*(1 - «tfl_strength») + 1',
    ),
    'origin_lateral': (
        '«abductor_origin_lateral» \\cdot \\cos{\\left(«pelvic_drop» \\right)} - «abductor_origin_up» \\cdot \\sin{\\left(«pelvic_drop» \\right)}',
        '«abductor_origin_lateral»*cos(«pelvic_drop») - «abductor_origin_up»*sin(«pelvic_drop»)',
    ),
    'origin_up': (
        '«abductor_origin_lateral» \\cdot \\sin{\\left(«pelvic_drop» \\right)} + «abductor_origin_up» \\cdot \\cos{\\left(«pelvic_drop» \\right)}',
        '«abductor_origin_lateral»*sin(«pelvic_drop») + «abductor_origin_up»*cos(«pelvic_drop»)',
    ),
    'passive_moment': (
        '«passive_stiffness» \\cdot \\max\\left(0, «pelvic_drop»\\right)',
        '«passive_stiffness»*max(0, «pelvic_drop»)',
    ),
    'pelvis_com_arm': (
        '«half_hip_distance» \\cdot \\cos{\\left(«pelvic_drop» \\right)} + «pelvis_com_height» \\cdot \\sin{\\left(«pelvic_drop» \\right)}',
        '«half_hip_distance»*cos(«pelvic_drop») + «pelvis_com_height»*sin(«pelvic_drop»)',
    ),
    'pelvis_com_height': (
        '«pelvis_com_ratio» \\cdot «stature»',
        '«pelvis_com_ratio»*«stature»',
    ),
    'pelvis_follows': (
        '0',
        '0',
    ),
    'pelvis_mass': (
        '«pelvis_share» \\cdot «body_mass»',
        '«pelvis_share»*«body_mass»',
    ),
    'pelvis_shares': (
        '\\frac{«trunk_share» \\cdot \\left(«step_width» - «reference_step_width»\\right)}{2}',
        '«trunk_share»*(«step_width» - «reference_step_width»)/2',
    ),
    'pelvis_stays': (
        '\\frac{«step_width»}{2} - \\frac{«reference_step_width»}{2}',
        '«step_width»/2 - «reference_step_width»/2',
    ),
    'pendulum_falls': (
        '- \\frac{«balancing_weight» \\cdot «foot_shift»}{«pendulum_moment»}',
        '-«balancing_weight»*«foot_shift»/«pendulum_moment»',
    ),
    'pendulum_moment': (
        '«supported_mass» \\cdot \\left(«supported_com_up» + «hip_height»\\right) + «hip_height» \\cdot «carried_mass» + \\frac{«leg_mass» \\cdot \\left(«hip_height» - «leg_com_depth»\\right)^{2} + «leg_inertia»}{«hip_height»}',
        '«supported_mass»*(«supported_com_up» + «hip_height») + «hip_height»*«carried_mass» + («leg_mass»*(«hip_height» - «leg_com_depth»)**2 + «leg_inertia»)/«hip_height»',
    ),
    'pendulum_rate': (
        '\\sqrt{\\frac{«gravity» \\cdot «balancing_mass» - «cane_force»}{«pendulum_moment»}}',
        'sqrt((«gravity»*«balancing_mass» - «cane_force»)/«pendulum_moment»)',
    ),
    'pendulum_swings': (
        '\\frac{\\frac{«step_width»}{2} - «half_hip_distance» \\cdot \\cos{\\left(«pelvic_drop» \\right)} + «standing_foot_arm»}{\\cosh{\\left(\\frac{«pendulum_rate» \\cdot «step_time»}{2} \\right)}}',
        '(«step_width»/2 - «half_hip_distance»*cos(«pelvic_drop») + «standing_foot_arm»)/cosh(«pendulum_rate»*«step_time»/2)',
    ),
    'reference_abductor_length': (
        '\\sqrt{\\left(- «abductor_origin_lateral» + «reference_insertion_lateral»\\right)^{2} + \\left(«abductor_origin_up» - «reference_insertion_up»\\right)^{2}}',
        'sqrt((-«abductor_origin_lateral» + «reference_insertion_lateral»)**2 + («abductor_origin_up» - «reference_insertion_up»)**2)',
    ),
    'resting_moment': (
        '«standing_moment» - «trunk_transfer»',
        '«standing_moment» - «trunk_transfer»',
    ),
    'standing_foot_arm': (
        '\\frac{«standing_moment»}{«balancing_weight»}',
        '«standing_moment»/«balancing_weight»',
    ),
    'standing_moment': (
        '«load_factor» \\cdot «gravity» \\cdot \\left(«pelvis_mass» \\cdot «pelvis_com_arm» + «trunk_mass» \\cdot «given_trunk_arm» + «leg_mass» \\cdot «swing_leg_arm» + «carried_mass» \\cdot «carried_arm»\\right) - «cane_force» \\cdot «cane_arm»',
        '«load_factor»*«gravity»*(«pelvis_mass»*«pelvis_com_arm» + «trunk_mass»*«given_trunk_arm» + «leg_mass»*«swing_leg_arm» + «carried_mass»*«carried_arm») - «cane_force»*«cane_arm»',
    ),
    'stands_still': (
        '0',
        '0',
    ),
    'supported_com_up': (
        '\\frac{«trunk_mass» \\cdot «trunk_com_length» \\cdot \\cos{\\left(«trunk_inclination» \\right)} - «leg_mass» \\cdot «leg_com_depth» - «half_hip_distance» \\cdot \\left(«pelvis_mass» + «trunk_mass» + 2 \\cdot «leg_mass»\\right) \\cdot \\sin{\\left(«pelvic_drop» \\right)} + \\left(«pelvis_mass» \\cdot «pelvis_com_height» + «trunk_mass» \\cdot «lumbosacral_height»\\right) \\cdot \\cos{\\left(«pelvic_drop» \\right)}}{«supported_mass»}',
        '(«trunk_mass»*«trunk_com_length»*cos(«trunk_inclination») - «leg_mass»*«leg_com_depth» - «half_hip_distance»*(«pelvis_mass» + «trunk_mass» + 2*«leg_mass»)*sin(«pelvic_drop») + («pelvis_mass»*«pelvis_com_height» + «trunk_mass»*«lumbosacral_height»)*cos(«pelvic_drop»))/«supported_mass»',
    ),
    'supported_mass': (
        '«body_mass» \\cdot \\left(1 - «leg_share»\\right)',
        '«body_mass»*(1 - «leg_share»)',
    ),
    'supported_weight': (
        '«load_factor» \\cdot «gravity» \\cdot \\left(«supported_mass» + «carried_mass»\\right)',
        '«load_factor»*«gravity»*(«supported_mass» + «carried_mass»)',
    ),
    'swaying_moment': (
        '«standing_moment» + «supported_mass» \\cdot «supported_com_up» \\cdot «lateral_acceleration»',
        '«standing_moment» + «supported_mass»*«supported_com_up»*«lateral_acceleration»',
    ),
    'swing_leg_arm': (
        '2 \\cdot «half_hip_distance» \\cdot \\cos{\\left(«pelvic_drop» \\right)}',
        '2*«half_hip_distance»*cos(«pelvic_drop»)',
    ),
    'thigh_inclination': (
        '\\operatorname{asin}{\\left(\\frac{«foot_arm»}{«hip_height»} \\right)}',
        'asin(«foot_arm»/«hip_height»)',
    ),
    'trunk_com_arm': (
        '«lumbosacral_arm» - «trunk_com_length» \\cdot «trunk_sine»',
        '«lumbosacral_arm» - «trunk_com_length»*«trunk_sine»',
    ),
    'trunk_com_length': (
        '«trunk_com_ratio» \\cdot «stature»',
        '«trunk_com_ratio»*«stature»',
    ),
    'trunk_inclination': (
        '\\operatorname{asin}{\\left(«trunk_sine» \\right)}',
        'asin(«trunk_sine»)',
    ),
    'trunk_leans': (
        '«balancing_weight» \\cdot «foot_shift»',
        '«balancing_weight»*«foot_shift»',
    ),
    'trunk_mass': (
        '«supported_mass» - «leg_mass» - «pelvis_mass»',
        '«supported_mass» - «leg_mass» - «pelvis_mass»',
    ),
    'trunk_rests': (
        '0',
        '0',
    ),
    'trunk_sine': (
        '«given_trunk_sine» + \\frac{«trunk_transfer»}{«load_factor» \\cdot «gravity» \\cdot «trunk_mass» \\cdot «trunk_com_length»}',
        '«given_trunk_sine» + «trunk_transfer»/(«load_factor»*«gravity»*«trunk_mass»*«trunk_com_length»)',
    ),
    'turned_tip_lateral': (
        '«trochanter_rise» \\cdot \\sin{\\left(«neck_shaft_angle» - «reference_neck_shaft_angle» \\right)} + \\left(«trochanter_lateral» + «neck_length» \\cdot \\sin{\\left(«reference_neck_shaft_angle» \\right)}\\right) \\cdot \\cos{\\left(«neck_shaft_angle» - «reference_neck_shaft_angle» \\right)}',
        '«trochanter_rise»*sin(«neck_shaft_angle» - «reference_neck_shaft_angle») + («trochanter_lateral» + «neck_length»*sin(«reference_neck_shaft_angle»))*cos(«neck_shaft_angle» - «reference_neck_shaft_angle»)',
    ),
    'turned_tip_up': (
        '«trochanter_rise» \\cdot \\cos{\\left(«neck_shaft_angle» - «reference_neck_shaft_angle» \\right)} - \\left(«trochanter_lateral» + «neck_length» \\cdot \\sin{\\left(«reference_neck_shaft_angle» \\right)}\\right) \\cdot \\sin{\\left(«neck_shaft_angle» - «reference_neck_shaft_angle» \\right)}',
        '«trochanter_rise»*cos(«neck_shaft_angle» - «reference_neck_shaft_angle») - («trochanter_lateral» + «neck_length»*sin(«reference_neck_shaft_angle»))*sin(«neck_shaft_angle» - «reference_neck_shaft_angle»)',
    ),
    'upright_trunk_sine': (
        '\\frac{«counter_shift»}{«trunk_com_length»} + \\sin{\\left(«trunk_lean» \\right)}',
        '«counter_shift»/«trunk_com_length» + sin(«trunk_lean»)',
    ),
    'utilisation': (
        '\\frac{\\max\\left(0, «abductor_moment» - «passive_moment»\\right)}{«abductor_capacity»}',
        'max(0, «abductor_moment» - «passive_moment»)/«abductor_capacity»',
    ),
}
